using System.Text.Json;
using CallQuality.Core.Analysis;
using CallQuality.Core.Transcription;

namespace CallQuality.Tests.Analysis;

public class HeardSpeechTests
{
    [Test]
    public void Parse_WhatWasSaved_IsTheSameToTheLastBit()
    {
        var heard = new HeardSpeech(
            [[new SpeechSegment(TimeSpan.FromTicks(1), TimeSpan.FromTicks(123_456_789))], []],
            new Transcript
            {
                LanguageCode = "de",
                LanguageConfidence = 1.0 / 3,
                WordTimesAreCoarse = true,
                ChannelLanguages = [new SpokenLanguage("de", 2.0 / 3), new SpokenLanguage("en", 0.5)],
                Words = [new Word { Channel = 1, Text = "„Grüß\u00a0Gott“", Start = TimeSpan.FromTicks(7), End = TimeSpan.FromTicks(9), Confidence = 0.1 + 0.2 }],
            });

        var read = HeardSpeech.Parse(heard.ToBytes());

        Assert.That(read.Speech, Is.EqualTo(heard.Speech));
        Assert.That(read.Transcript with { Words = heard.Transcript.Words, ChannelLanguages = heard.Transcript.ChannelLanguages }, Is.EqualTo(heard.Transcript));
        Assert.That(read.Transcript.ChannelLanguages, Is.EqualTo(heard.Transcript.ChannelLanguages));
        Assert.That(read.Transcript.Words, Is.EqualTo(heard.Transcript.Words));
    }

    [TestCase("null")]
    [TestCase("{")]
    [TestCase("{}")]
    public void Parse_SomethingElse_Throws(string text) =>
        Assert.That(() => HeardSpeech.Parse(System.Text.Encoding.UTF8.GetBytes(text)), Throws.InstanceOf<JsonException>());
}
