using System.Runtime.CompilerServices;
using CallQuality.Core.Calls;
using CallQuality.Core.Dialogue;
using CallQuality.Core.Transcription;

namespace CallQuality.Core.Phrases;

/// <summary>The phrase list of one language. Thread-safe.</summary>
public sealed class PhraseBook
{
    private static readonly Lazy<PhraseBook> GermanDefault = new(() => PhraseBookReader.ReadBuiltIn(Language.German));
    private static readonly Lazy<PhraseBook> EnglishDefault = new(() => PhraseBookReader.ReadBuiltIn(Language.English));

    private readonly IReadOnlyList<CompiledPhrase> phrases;
    private readonly SpeechHabits habits;
    private readonly ConditionalWeakTable<Turn, IReadOnlyList<PhraseMatch>> found = [];

    internal PhraseBook(string version, SpeechHabits habits, IReadOnlyList<CompiledPhrase> phrases)
    {
        Version = version;
        this.habits = habits;
        this.phrases = phrases;
        Entries = [.. phrases.Select(phrase => phrase.Entry)];
    }

    /// <summary>The language.</summary>
    public Language Language => habits.Language;

    /// <summary>Version named in the file; for a user's file that adds to the built-in list, both.</summary>
    public string Version { get; }

    /// <summary>All lines.</summary>
    public IReadOnlyList<PhraseEntry> Entries { get; }

    /// <summary>The lines of one file.</summary>
    /// <param name="file">The name it was read under.</param>
    public IEnumerable<PhraseEntry> Own(string file) => Entries.Where(entry => entry.Origin.StartsWith(file + ':', StringComparison.Ordinal));

    internal SpeechHabits Habits => habits;

    internal IReadOnlyList<CompiledPhrase> Phrases => phrases;

    /// <summary>The same habits of the language with one phrase alone, to see what that phrase does.</summary>
    internal PhraseBook Only(PhraseEntry entry) => new(Version, habits, [.. phrases.Where(phrase => ReferenceEquals(phrase.Entry, entry))]);

    /// <summary>The list that ships with the program.</summary>
    public static PhraseBook BuiltIn(Language language) =>
        language == Language.German ? GermanDefault.Value : EnglishDefault.Value;

    /// <summary>Reads a user's list. Its phrases come on top of the built-in ones unless it says <c>builtIn: replace</c>.</summary>
    /// <param name="yaml">The file's text.</param>
    /// <param name="fileName">Its name, for messages.</param>
    /// <exception cref="PhraseBookException">The text is no valid list; names the line.</exception>
    public static PhraseBook Parse(string yaml, string fileName) => PhraseBookReader.Read(yaml, fileName);

    /// <summary>Finds phrases in a turn, in the order they were said.</summary>
    /// <param name="turn">The turn. Its matches are kept as long as the turn lives: several judges ask for the same one.</param>
    /// <param name="categories">What to look for; all if none are named.</param>
    public IReadOnlyList<PhraseMatch> Find(Turn turn, params ReadOnlySpan<PhraseCategory> categories)
    {
        var all = found.GetValue(turn, FindAll);
        if (categories.IsEmpty)
        {
            return all;
        }

        var asked = new List<PhraseMatch>();
        foreach (var match in all)
        {
            if (categories.Contains(match.Entry.Category))
            {
                asked.Add(match);
            }
        }

        return asked;
    }

    /// <summary>Finds phrases in words of one side, in the order they were said.</summary>
    /// <param name="words">Words that follow one another.</param>
    /// <param name="categories">What to look for; all if none are named.</param>
    public IReadOnlyList<PhraseMatch> Find(IReadOnlyList<Word> words, params ReadOnlySpan<PhraseCategory> categories)
    {
        if (words.Count == 0)
        {
            return [];
        }

        var text = SpokenText.From(words, Language, habits.Variants);
        var matcher = new PatternMatcher(text, habits);
        var guard = new PhraseGuard(text, habits, matcher);
        var hits = new List<(CompiledPhrase Phrase, PatternFit Fit)>();
        foreach (var phrase in phrases)
        {
            if (categories.IsEmpty || categories.Contains(phrase.Entry.Category))
            {
                Collect(phrase, text, matcher, guard, hits);
            }
        }

        return [.. WithoutOverlaps(hits).Select(hit => ToMatch(hit.Phrase.Entry, hit.Fit, text)).OrderBy(match => match.FirstWord)];
    }

    private IReadOnlyList<PhraseMatch> FindAll(Turn turn) =>
        [.. Find(turn.Words).Select(match => match with { Turn = turn })];

    private static void Collect(
        CompiledPhrase phrase, SpokenText text, PatternMatcher matcher, PhraseGuard guard, List<(CompiledPhrase Phrase, PatternFit Fit)> found)
    {
        for (var token = 0; token < text.Tokens.Length; token++)
        {
            if (phrase.Initials is { } initials && !initials.Contains(text.Tokens[token].Initial))
            {
                continue;
            }

            if (matcher.FitAt(phrase.Pattern, token) is { } fit && guard.Allows(phrase, fit))
            {
                found.Add((phrase, fit));
                token = fit.End - 1;
            }
        }
    }

    /// <summary>Within a category the same words count once: the heavier phrase stays, then the longer.</summary>
    private static IEnumerable<(CompiledPhrase Phrase, PatternFit Fit)> WithoutOverlaps(List<(CompiledPhrase Phrase, PatternFit Fit)> found)
    {
        foreach (var group in found.GroupBy(hit => hit.Phrase.Entry.Category))
        {
            var kept = new List<(CompiledPhrase Phrase, PatternFit Fit)>();
            foreach (var hit in group.OrderByDescending(hit => hit.Phrase.Entry.Weight).ThenByDescending(hit => hit.Fit.End - hit.Fit.Start))
            {
                if (kept.TrueForAll(other => hit.Fit.End <= other.Fit.Start || hit.Fit.Start >= other.Fit.End))
                {
                    kept.Add(hit);
                }
            }

            foreach (var hit in kept)
            {
                yield return hit;
            }
        }
    }

    private static PhraseMatch ToMatch(PhraseEntry entry, PatternFit fit, SpokenText text)
    {
        var first = text.Tokens[fit.Start].Word;
        var last = text.Tokens[fit.End - 1].Word;
        return new PhraseMatch
        {
            Entry = entry,
            FirstWord = first,
            Words = [.. text.Words.Skip(first).Take(last - first + 1)],
            Certainty = 1 - (0.5 * fit.Near / fit.Words),
        };
    }
}
