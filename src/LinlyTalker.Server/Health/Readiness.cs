using System.Text.Json.Serialization;
using LinlyTalker.Core.Errors;
using LinlyTalker.Core.Serving;
using LinlyTalker.Server.Parts;

namespace LinlyTalker.Server.Health;

/// <summary>Whether requests can be answered.</summary>
/// <param name="Status"><c>ready</c>, <c>opening</c>, <c>unable</c> or <c>ending</c>.</param>
/// <param name="Missing">What this machine does without, or waits for, a sentence each.</param>
internal sealed record Readiness(string Status, IReadOnlyList<string> Missing)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    [JsonIgnore]
    public bool IsReady => Status == "ready";

    /// <summary>Opens the default companion, once; then it looks only.</summary>
    public static async Task<Readiness> OfAsync(ServerParts parts, bool ending, CancellationToken cancellation)
    {
        if (ending)
        {
            return new("ending", ["The server ends and takes nothing new."]);
        }

        try
        {
            var companion = await parts.Engines.CompanionAsync("", cancellation).AsTask()
                .WaitAsync(Patience, parts.Time, cancellation).ConfigureAwait(false);
            return new("ready", [.. Lacks(parts, companion)]);
        }
        catch (TimeoutException)
        {
            return new("opening", ["The organs are being opened."]);
        }
        catch (LinlyException e)
        {
            return new("unable", [e.Message]);
        }
    }

    private static IEnumerable<string> Lacks(ServerParts parts, Companion companion)
    {
        if (companion.Organs.Ears is null)
        {
            yield return $"No recogniser hears {companion.Persona.Language}: speech is not heard, typed questions are answered.";
        }

        if (companion.Organs.Voice is null)
        {
            yield return "No voice speaks: replies are text.";
        }

        if (parts.Codec is null)
        {
            yield return "No codec: sound is neither decoded nor encoded.";
        }

        if (parts.Avatars is null)
        {
            yield return "No avatars: there is no face.";
        }
    }
}

internal sealed record Liveness(string Status);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(Liveness))]
[JsonSerializable(typeof(Readiness))]
internal sealed partial class HealthJson : JsonSerializerContext;
