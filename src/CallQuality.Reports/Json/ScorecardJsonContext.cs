using System.Text.Json.Serialization;

namespace CallQuality.Reports.Json;

// Generated at build time: reflection would cost a tenth of a second at every start.
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    WriteIndented = true,
    NewLine = "\n",
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = false)]
[JsonSerializable(typeof(ScorecardDocument))]
internal sealed partial class ScorecardJsonContext : JsonSerializerContext;
