using CallQuality.Core.Mistakes;
using Microsoft.AspNetCore.Components;

namespace CallQuality.Reports.Scorecards;

/// <summary>What a page that knows its reader adds below each finding of a mistake; a report in a file has none.</summary>
/// <param name="Of">Gives the addition.</param>
public sealed record FindingAddition(RenderFragment<Finding> Of);
