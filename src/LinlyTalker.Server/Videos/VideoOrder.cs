using System.Globalization;
using System.Text.RegularExpressions;
using LinlyTalker.Core.Flow;
using LinlyTalker.Core.Organs;
using LinlyTalker.Core.Serving;
using LinlyTalker.Server.Errors;
using LinlyTalker.Server.OpenAi;
using LinlyTalker.Server.OpenAi.Speech;
using LinlyTalker.Server.Parts;
using Microsoft.AspNetCore.Http;

namespace LinlyTalker.Server.Videos;

/// <summary>Checks what is to be filmed, so that what cannot be is refused at once and not an hour later.</summary>
internal static partial class VideoOrder
{
    private const int SmallestSide = 64;
    private const int MostFramesPerSecond = 60;

    /// <exception cref="ApiException">Something is absent, wrong, not on this machine, or another user's.</exception>
    public static async Task<FilmOrder> OfAsync(
        VideoRequest request, ServerParts parts, VideoOptions options, UserId user, CancellationToken cancellation)
    {
        var text = TextOf(request, options);
        var companion = await ModelNames.CompanionAsync(parts.Engines, request.Model, cancellation).ConfigureAwait(false);
        return new FilmOrder
        {
            Text = text,
            IsQuestion = request.Prompt is not null,
            Companion = companion.Name,
            Avatar = AvatarOf(request.Avatar, parts.Avatars, user),
            Speak = new SpeakOptions
            {
                Voice = await VoiceOf(request.Voice, parts.Engines, cancellation).ConfigureAwait(false),
                Rate = SpeechOrder.RateOf(request.Speed),
            },
            Language = LanguageTag.Of(request.Language, "language") ?? "",
            Size = SizeOf(request.Size, options),
            FramesPerSecond = request.Fps is null or (>= 1 and <= MostFramesPerSecond)
                ? request.Fps : throw Invalid.Value("fps", $"fps is to be 1 to {MostFramesPerSecond}."),
        };
    }

    private static string TextOf(VideoRequest request, VideoOptions options)
    {
        var (name, text) = (request.Input, request.Prompt) switch
        {
            ({ } input, null) => ("input", input),
            (null, { } prompt) => ("prompt", prompt),
            _ => throw Invalid.Value("input", "Either input is to be the text that is said, or prompt the question that is answered."),
        };
        return string.IsNullOrWhiteSpace(text) ? throw Invalid.Value(name, $"{name} is empty.")
            : text.Length <= options.Characters ? text
            : throw new ApiException(
                StatusCodes.Status400BadRequest,
                "string_above_max_length",
                $"{name} has {text.Length} characters and at most {options.Characters} are filmed at once; send it in pieces.",
                name);
    }

    private static string AvatarOf(string? id, IAvatars? avatars, UserId user) =>
        string.IsNullOrEmpty(id) || avatars?.Find(id, user) is not null ? id ?? "" : throw new ApiException(
            StatusCodes.Status404NotFound, "not_found", "There is no avatar of that id, or it is another user's; see GET /v1/avatars.", "avatar");

    private static async Task<string> VoiceOf(string? asked, IEngines engines, CancellationToken cancellation)
    {
        var name = ModelNames.OurVoice(asked);
        return name is "" or "female" or "male"
            || (await engines.ListAsync(cancellation).ConfigureAwait(false)).Any(e => e.Kind is EngineKind.Voice && ModelNames.NamesSpeaker(name, e.Id))
                ? name
                : throw Invalid.Value("voice", $"There is no voice {asked} on this machine; GET /v1/models lists what is here.");
    }

    private static int? SizeOf(string? size, VideoOptions options)
    {
        if (size is null)
        {
            return null;
        }

        var sides = Square().Match(size);
        return sides.Success && sides.Groups[1].Value == sides.Groups[2].Value
            && int.Parse(sides.Groups[1].Value, CultureInfo.InvariantCulture) is var side
            && side >= SmallestSide && side <= options.LargestSide && side % 2 == 0
                ? side
                : throw Invalid.Value("size", $"size is to be a square of even sides from {SmallestSide} to {options.LargestSide}, such as 512x512.");
    }

    [GeneratedRegex("^([0-9]{1,4})x([0-9]{1,4})$")]
    private static partial Regex Square();
}
