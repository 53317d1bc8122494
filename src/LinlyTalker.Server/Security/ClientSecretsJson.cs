using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace LinlyTalker.Server.Security;

/// <param name="Locked">Ours: the client cannot change what the session settles.</param>
internal sealed record ClientSecretRequest(ExpiresAfter? ExpiresAfter, JsonElement? Session, bool? Locked);

internal sealed record ExpiresAfter(string? Anchor, int? Seconds);

/// <param name="ExpiresAt">Unix seconds.</param>
internal sealed record ClientSecret(string Value, long ExpiresAt, JsonObject Session);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, AllowDuplicateProperties = false)]
[JsonSerializable(typeof(ClientSecretRequest))]
[JsonSerializable(typeof(ClientSecret))]
[JsonSerializable(typeof(JsonElement))]
[JsonSerializable(typeof(JsonObject))]
internal sealed partial class ClientSecretsJson : JsonSerializerContext;
