using CallQuality.Audio;

namespace CallQuality.Core.Calls;

/// <summary>Metadata of a call are wrong. The sentence names file, row (or line) and column (or key), what was found and what was expected.</summary>
/// <param name="text">The sentence.</param>
/// <param name="inner">What caused it, if anything did.</param>
public sealed class MetadataException(Bilingual text, Exception? inner = null) : CallQualityException(text, inner);
