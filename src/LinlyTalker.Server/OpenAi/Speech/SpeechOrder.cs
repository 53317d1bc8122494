using LinlyTalker.Core.Organs;
using LinlyTalker.Core.Serving;
using LinlyTalker.Server.Errors;
using Microsoft.AspNetCore.Http;

namespace LinlyTalker.Server.OpenAi.Speech;

/// <summary>A request to speak, checked.</summary>
internal sealed record SpeechOrder(string Text, string Language, SpeakOptions Speak, AudioFormat Format, bool AsEvents)
{
    /// <summary>As OpenAI has it.</summary>
    public const int MostCharacters = 4096;

    private const float Slowest = 0.5f;
    private const float Fastest = 2;

    public string ContentType => Format switch
    {
        AudioFormat.Pcm => "audio/pcm",
        AudioFormat.Wav => "audio/wav",
        AudioFormat.Mp3 => "audio/mpeg",
        AudioFormat.Opus => "audio/ogg",
        AudioFormat.Flac => "audio/flac",
        _ => "audio/aac",
    };

    /// <exception cref="ApiException">Something is absent, wrong, or not on this machine.</exception>
    public static async Task<SpeechOrder> OfAsync(SpeechRequest request, IEngines engines, CancellationToken cancellation)
    {
        var text = request.Input;
        if (string.IsNullOrWhiteSpace(text))
        {
            throw Invalid.Value("input", "input is to be the text that is said.");
        }

        if (text.Length > MostCharacters)
        {
            throw new ApiException(
                StatusCodes.Status400BadRequest,
                "string_above_max_length",
                $"input has {text.Length} characters and at most {MostCharacters} are said at once; send it in pieces.",
                "input");
        }

        var format = FormatOf(request.ResponseFormat);
        var rate = RateOf(request.Speed);
        var asEvents = request.StreamFormat switch
        {
            null or "audio" => false,
            "sse" => true,
            _ => throw Invalid.Value("stream_format", "stream_format is to be audio or sse."),
        };
        var voice = await VoiceOf(request, engines, cancellation).ConfigureAwait(false);
        var language = LanguageTag.Of(request.Language, "language") ?? voice?.Languages.FirstOrDefault() ?? "en";
        var name = voice is null || ModelNames.NamesSpeaker(request.Voice, voice.Id) ? ModelNames.OurVoice(request.Voice) : voice.Id;
        return new(text, language, new SpeakOptions { Voice = name.Length > 0 ? name : engines.DefaultVoice, Rate = rate }, format, asEvents);
    }

    /// <exception cref="ApiException">It is no speed.</exception>
    public static float RateOf(double? speed) => speed switch
    {
        null => 1,
        >= 0.25 and <= 4 => Math.Clamp((float)speed.Value, Slowest, Fastest),
        _ => throw Invalid.Value("speed", "speed is to be 0.25 to 4."),
    };

    /// <returns>Null where none was named: the best for the language speaks.</returns>
    private static async Task<EngineDescription?> VoiceOf(
        SpeechRequest request, IEngines engines, CancellationToken cancellation)
    {
        var asked = ModelNames.OurVoice(request.Voice) is not ("" or "female" or "male") and var name ? name : null;
        if (asked is null && ModelNames.IsOpenAis(request.Model))
        {
            return null;
        }

        var voices = (await engines.ListAsync(cancellation).ConfigureAwait(false)).Where(e => e.Kind is EngineKind.Voice).ToList();
        if (!ModelNames.IsOpenAis(request.Model) && !voices.Exists(v => v.Id == request.Model))
        {
            throw ModelNames.Unknown($"There is no voice {request.Model} on this machine.");
        }

        return voices.Find(v => asked is null ? v.Id == request.Model : ModelNames.NamesSpeaker(asked, v.Id))
            ?? throw Invalid.Value("voice", $"There is no voice {asked} on this machine; GET /v1/models lists what is here.");
    }

    private static AudioFormat FormatOf(string? format) => format switch
    {
        null or "mp3" => AudioFormat.Mp3,
        "opus" => AudioFormat.Opus,
        "aac" => AudioFormat.Aac,
        "flac" => AudioFormat.Flac,
        "wav" => AudioFormat.Wav,
        "pcm" => AudioFormat.Pcm,
        _ => throw Invalid.Value("response_format", "response_format is to be mp3, opus, aac, flac, wav or pcm."),
    };
}
