namespace CallQuality.Storage.House;

/// <summary>What the house that runs the portal has decided about storing and showing. One row; without it nothing is deleted and nothing kept back.</summary>
public sealed class HouseSettings
{
    /// <summary>Most days that can be set.</summary>
    public const int MostDays = 36_500;

    /// <summary>Key; there is one row.</summary>
    public long Id { get; set; } = 1;

    /// <summary>Recordings are deleted this many days after their call; <see langword="null"/> to keep them.</summary>
    public int? RecordingDays { get; set; }

    /// <summary>Everything of a call is deleted this many days after it; <see langword="null"/> to keep it.</summary>
    public int? CallDays { get; set; }

    /// <summary>For this many days after its analysis a scorecard is shown to its agent alone; <see langword="null"/> to show it to all at once.</summary>
    public int? EmbargoDays { get; set; }

    /// <summary>Whether results from the voice are shown to the agent alone.</summary>
    public bool TrainingOnly { get; set; }

    /// <summary>Whether quality team and administrator see pseudonyms instead of agents' names.</summary>
    public bool NamesHidden { get; set; }

    /// <summary>Whether the works agreement allows agents' names in the report of a team.</summary>
    public bool TeamNames { get; set; }
}
