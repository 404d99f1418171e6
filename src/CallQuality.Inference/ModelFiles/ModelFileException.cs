using CallQuality.Audio;

namespace CallQuality.Inference.ModelFiles;

/// <summary>A model file is missing, is not the one the manifest names, or does not fit the program.</summary>
public sealed class ModelFileException(Bilingual text, Exception? inner = null) : CallQualityException(text, inner);
