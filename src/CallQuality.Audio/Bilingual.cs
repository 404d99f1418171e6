namespace CallQuality.Audio;

/// <summary>One sentence in the two languages the product speaks. Both are always present.</summary>
/// <param name="German">The German wording.</param>
/// <param name="English">The English wording.</param>
public readonly record struct Bilingual(string German, string English);
