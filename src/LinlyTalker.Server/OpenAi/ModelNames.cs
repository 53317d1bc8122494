using LinlyTalker.Core.Serving;
using LinlyTalker.Server.Errors;
using Microsoft.AspNetCore.Http;

namespace LinlyTalker.Server.OpenAi;

/// <summary>
/// The names that clients of OpenAI send by default mean what this machine is set up with. Any other name is one of
/// ours, or nobody's.
/// </summary>
internal static class ModelNames
{
    private static readonly string[] Families =
        ["gpt-", "chatgpt-", "o1", "o3", "o4", "whisper-", "tts-", "text-embedding-"];

    /// <summary>OpenAI's voices; where a listener would be surprised by the other kind, the kind.</summary>
    private static readonly Dictionary<string, string> Voices = new(StringComparer.OrdinalIgnoreCase)
    {
        ["alloy"] = "",
        ["ash"] = "male",
        ["ballad"] = "male",
        ["cedar"] = "male",
        ["coral"] = "female",
        ["echo"] = "male",
        ["fable"] = "",
        ["marin"] = "female",
        ["nova"] = "female",
        ["onyx"] = "male",
        ["sage"] = "female",
        ["shimmer"] = "female",
        ["verse"] = "male",
    };

    public static bool IsOpenAis(string? model) =>
        string.IsNullOrEmpty(model) || Families.Any(f => model.StartsWith(f, StringComparison.OrdinalIgnoreCase));

    /// <summary>As <see cref="IEngines"/> takes it: empty for the default.</summary>
    public static string Ours(string? model) => IsOpenAis(model) ? "" : model!;

    /// <summary>As <see cref="Core.Organs.SpeakOptions.Voice"/> takes it: empty for the default.</summary>
    public static string OurVoice(string? voice) =>
        string.IsNullOrEmpty(voice) ? "" : Voices.GetValueOrDefault(voice, voice);

    /// <summary>A voice of several speakers is asked for as <c>NAME#3</c>.</summary>
    public static bool NamesSpeaker(string? asked, string voice) =>
        asked is not null && (asked == voice || asked.StartsWith(voice + "#", StringComparison.Ordinal));

    /// <exception cref="ApiException">404 <c>model_not_found</c>.</exception>
    public static async ValueTask<Companion> CompanionAsync(IEngines engines, string? model, CancellationToken cancellation)
    {
        try
        {
            return await engines.CompanionAsync(Ours(model), cancellation).ConfigureAwait(false);
        }
        catch (UnknownNameException e)
        {
            throw Unknown(e.Message);
        }
    }

    /// <inheritdoc cref="CompanionAsync"/>
    public static async ValueTask<Core.Organs.IEars> EarsAsync(
        IEngines engines, string? model, string language, CancellationToken cancellation)
    {
        try
        {
            return await engines.EarsAsync(Ours(model), language, cancellation).ConfigureAwait(false);
        }
        catch (UnknownNameException e)
        {
            throw Unknown(e.Message);
        }
    }

    /// <param name="sentence">What is unknown.</param>
    public static ApiException Unknown(string sentence) => new(
        StatusCodes.Status404NotFound, "model_not_found", $"{sentence} GET /v1/models lists what is here.", "model");
}
