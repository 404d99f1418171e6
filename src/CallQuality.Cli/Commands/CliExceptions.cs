using CallQuality.Audio;

namespace CallQuality.Cli.Commands;

/// <summary>The call of the program was wrong; ends with <see cref="ExitCode.Usage"/>.</summary>
internal sealed class UsageException(Bilingual text) : CallQualityException(text);

/// <summary>Results cannot be written; ends with <see cref="ExitCode.Environment"/>.</summary>
internal sealed class OutputException(Bilingual text, Exception inner) : CallQualityException(text, inner);

/// <summary>A program that the command needs is missing or failed; ends with <see cref="ExitCode.Environment"/>.</summary>
internal sealed class OutsideProgramException(Bilingual text) : CallQualityException(text);
