using System.Security.Cryptography;
using CallQuality.Core.Mistakes;
using CallQuality.Portal.Frame;
using CallQuality.Storage.Reviews;
using Microsoft.AspNetCore.Http;

namespace CallQuality.Portal.Reviews;

/// <summary>Reads the forms of samples and reviews.</summary>
internal static class SampleForm
{
    /// <summary>The sample that was asked for; <see langword="null"/> where something is missing or wrong.</summary>
    public static ReviewSample? Read(IFormCollection form)
    {
        var name = form["name"].ToString().Trim();
        Mistake? mistake = Enum.TryParse<Mistake>(form["mistake"], out var known) && Enum.IsDefined(known) ? known : null;
        if (name.Length is 0 or > ReviewSample.LongestName
            || !Enum.TryParse<SampleKind>(form["kind"], out var kind) || !Enum.IsDefined(kind) || (kind == SampleKind.ByMistake && mistake is null)
            || !Enum.TryParse<ReviewMode>(form["mode"], out var mode) || !Enum.IsDefined(mode)
            || FormValues.Day(form["from"]) is not { } from || FormValues.Day(form["until"]) is not { } until || until < from
            || FormValues.Number(form["wanted"], 1, ReviewSample.MostCalls) is not { } wanted)
        {
            return null;
        }

        return new ReviewSample
        {
            Name = name,
            Kind = kind,
            Mistake = kind == SampleKind.ByMistake ? mistake : null,
            Mode = mode,
            CallsFrom = FormValues.StartOf(from),
            CallsUntil = FormValues.StartOf(until.AddDays(1)),
            Wanted = wanted,
            Seed = RandomNumberGenerator.GetInt32(int.MaxValue),
            DrawnAt = default,
            UserId = default,
        };
    }

    /// <summary>The scores of a review, those left empty aside; <see langword="null"/> where one is none.</summary>
    public static IReadOnlyList<ReviewScore>? Scores(IFormCollection form)
    {
        List<ReviewScore> scores = [];
        foreach (var mistake in Enum.GetValues<Mistake>())
        {
            var (text, why) = (form[$"score-{mistake}"].ToString(), form[$"why-{mistake}"].ToString().Trim());
            if (text.Length == 0 && why.Length == 0)
            {
                continue;
            }

            if (FormValues.Score(text) is not { } score || why.Length > Answers.LongestText)
            {
                return null;
            }

            scores.Add(new ReviewScore { Mistake = mistake, Score = score, Text = why });
        }

        return scores;
    }
}
