using System.Text.Json;
using System.Text.Json.Serialization;
using LinlyTalker.Cli.Live.Talking;

namespace LinlyTalker.Cli.Live.Reporting;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals)]
[JsonSerializable(typeof(LiveReport))]
internal sealed partial class ReportJson : JsonSerializerContext;
