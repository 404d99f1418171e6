using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace CallQuality.Reports.Scorecards;

/// <summary>A text inside a drawing: Razor keeps the tag <c>text</c> for itself when it stands among code.</summary>
public sealed class SvgText : ComponentBase
{
    /// <summary>Style class.</summary>
    [Parameter, EditorRequired]
    public required string Class { get; set; }

    /// <summary>Horizontal place, such as <c>12.5%</c>.</summary>
    [Parameter, EditorRequired]
    public required string X { get; set; }

    /// <summary>Height of the baseline in pixels.</summary>
    [Parameter, EditorRequired]
    public required int Y { get; set; }

    /// <summary>Pixels to the right of <see cref="X"/>.</summary>
    [Parameter]
    public int Dx { get; set; }

    /// <summary>The text.</summary>
    [Parameter, EditorRequired]
    public required string Value { get; set; }

    /// <inheritdoc />
    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.OpenElement(0, "text");
        builder.AddAttribute(1, "class", Class);
        builder.AddAttribute(2, "x", X);
        builder.AddAttribute(3, "y", Y.ToString(CultureInfo.InvariantCulture));
        builder.AddAttribute(4, "dx", Dx.ToString(CultureInfo.InvariantCulture));
        builder.AddContent(5, Value);
        builder.CloseElement();
    }
}
