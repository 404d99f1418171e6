namespace CallQuality.Core.Agreement;

/// <summary>What people and the machine said of one mistake in one call.</summary>
/// <param name="Machine">The machine's score, 0 to 100; <see langword="null"/> where it gave none.</param>
/// <param name="People">The people's scores, 0 to 100, in any order: raters count as interchangeable.</param>
public sealed record RatedCall(int? Machine, IReadOnlyList<int> People);

/// <summary>A figure with its 95 % interval.</summary>
/// <param name="Value">The figure; <see langword="null"/> where too few calls were rated, or all alike, so that nothing can be said.</param>
/// <param name="Low">Lower end; <see langword="null"/> with the figure.</param>
/// <param name="High">Upper end; <see langword="null"/> with the figure.</param>
public sealed record AgreementFigure(double? Value, double? Low, double? High)
{
    /// <summary>Nothing can be said.</summary>
    public static AgreementFigure Unknown { get; } = new(null, null, null);
}

/// <summary>How well scores of the same calls agree.</summary>
public sealed record RatingAgreement
{
    /// <summary>Calls that were compared.</summary>
    public required int Calls { get; init; }

    /// <summary>Quadratically weighted kappa over the severity bands; 1 is full agreement, 0 what chance gives.</summary>
    public required AgreementFigure Kappa { get; init; }

    /// <summary>Intraclass correlation of the scores; 1 is full agreement.</summary>
    public required AgreementFigure Intraclass { get; init; }

    /// <summary>Mean difference in points: of the machine from the people, positive where the machine is milder; among people 0 by construction.</summary>
    public required AgreementFigure Difference { get; init; }
}
