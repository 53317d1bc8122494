using System.Text.Json;
using System.Text.Json.Serialization;
using LinlyTalker.Core.Serving;

namespace LinlyTalker.Cli.Verbs;

/// <summary>One key as machines read it.</summary>
/// <param name="Key">What opens; only when it was just made.</param>
internal sealed record KeyRow(
    string Id, string Name, string User, string BeginsWith, DateTimeOffset Created, DateTimeOffset? LastUsed, DateTimeOffset? Revoked, string? Key = null)
{
    public static KeyRow Of(ApiKey key) => new(key.Id, key.Name, key.User.Value, key.Prefix, key.Created, key.LastUsed, key.Revoked);
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, WriteIndented = true)]
[JsonSerializable(typeof(IReadOnlyList<KeyRow>))]
internal sealed partial class KeysJson : JsonSerializerContext
{
    public static string Text(IReadOnlyList<KeyRow> rows) => JsonSerializer.Serialize(rows, Default.IReadOnlyListKeyRow);

    public static string Text(KeyRow row) => JsonSerializer.Serialize(row, Default.KeyRow);
}
