using CallQuality.Core.Mistakes;
using CallQuality.Core.Wording;

namespace CallQuality.Tests.Architecture;

/// <summary>No text of the program, in either language, says what a person feels.</summary>
public class ClosedVocabularyTests
{
    [Test]
    public void Texts_UserVisible_SayWhatWasHeardAlone()
    {
        var found = VisibleText.All().SelectMany(text => ClosedVocabulary.Violations(text.Text).Select(word => $"{text.Where}: {word}"));

        Assert.That(found, Is.Empty);
    }

    [Test]
    public void Names_InTheCode_SayWhatWasHeardAlone()
    {
        var found = VisibleText.Names().SelectMany(name => ClosedVocabulary.ViolationsInName(name.Text).Select(word => $"{name.Where}: {word}"));

        Assert.That(found, Is.Empty);
    }

    [TestCase("Der Agent klang gelangweilt und genervt.", 2)]
    [TestCase("Die Stimme wirkt Unfreundlich.", 1)]
    [TestCase("Mögliche Verärgerung des Kunden", 1)]
    [TestCase("Der Agent war ungeduldig.", 1)]
    [TestCase("The agent sounded bored.", 1)]
    [TestCase("Caller is angrier than before", 1)]
    [TestCase("Impatiently cut in", 1)]
    [TestCase("He was mad and sad.", 2)]
    public void Violations_WordsOfFeeling_AreFound(string text, int count) => Assert.That(ClosedVocabulary.Violations(text), Has.Count.EqualTo(count));

    [TestCase("Die Tonhöhe bewegte sich um 1,4 Halbtöne (üblich 2,5 bis 4).")]
    [TestCase("The made example is salad, before and after.")]
    [TestCase("Ungeduldige Gesprächsführung")]
    [TestCase("Impatient handling: cut in four times")]
    [TestCase("Sagen Sie zum Beispiel: „Das ist ärgerlich, ich sehe gleich nach.“")]
    [TestCase("Say for example: “That is annoying, let me look.”")]
    public void Violations_WhatWasHeard_PassesThrough(string text) => Assert.That(ClosedVocabulary.Violations(text), Is.Empty);

    [TestCase("Der Agent klang „gelangweilt“.")]
    [TestCase("Das ist ärgerlich für den Kunden.")]
    public void Violations_QuotationMarks_AreNoHidingPlace(string text) => Assert.That(ClosedVocabulary.Violations(text), Is.Not.Empty);

    [TestCase("CallerAngerScore", 1)]
    [TestCase("ImpatienceDetector", 0)]
    [TestCase("agentMood", 1)]
    [TestCase("StressedSyllables", 1)]
    public void ViolationsInName_CodeNames_AreReadWordByWord(string name, int count) => Assert.That(ClosedVocabulary.ViolationsInName(name), Has.Count.EqualTo(count));

    [TestCase("dispositions.de.txt")]
    [TestCase("dispositions.en.txt")]
    public void Stems_OfALanguage_AreManyAndUnique(string file)
    {
        var stems = ClosedVocabulary.Stems(file);

        Assert.That(stems, Has.Count.GreaterThanOrEqualTo(80));
        Assert.That(stems, Is.Unique);
    }

    [Test]
    public void Visible_Texts_AreReadFromEverySource()
    {
        // An empty source would let every word pass.
        var where = VisibleText.All().Select(text => text.Where).ToList();

        Assert.That(where.Count(place => place.StartsWith("wording ", StringComparison.Ordinal)), Is.EqualTo(2 * Texts.All.Count));
        foreach (var kind in new[] { ".cs:", ".razor", ".js", ".css", ".yaml", ".json" })
        {
            Assert.That(where.Count(place => place.Contains(kind, StringComparison.Ordinal)), Is.Positive, kind);
        }
    }

    [Test]
    public void Names_OfMistakesAndStrengths_AreTheTwelveOfTheRubric()
    {
        var keys = Enum.GetNames<Mistake>().Select(name => "mistake." + name).Concat(Enum.GetNames<Strength>().Select(name => "strength." + name));

        Assert.That(keys, Is.SubsetOf(Texts.All.Keys));
        Assert.That(Enum.GetNames<Mistake>(), Has.Length.EqualTo(8));
        Assert.That(Enum.GetNames<Strength>(), Has.Length.EqualTo(4));
    }
}
