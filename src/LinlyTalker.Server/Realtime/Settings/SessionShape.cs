using LinlyTalker.Core.Flow;
using LinlyTalker.Core.Turns;
using LinlyTalker.Server.Realtime.Audio;
using LinlyTalker.Server.Realtime.Protocol;

namespace LinlyTalker.Server.Realtime.Settings;

/// <summary>Settings as a client reads them back, in the shape that it knows.</summary>
internal static class SessionShape
{
    public static SessionBody Describe(this SessionSettings settings, string id, string model, DateTimeOffset expires, Dialect dialect)
    {
        var body = new SessionBody(id, model)
        {
            Instructions = settings.Instructions,
            ExpiresAt = expires.ToUnixTimeSeconds(),
            Dialogue = new DialogueBody(settings.Dialogue.Greets, settings.Dialogue.Confirms, settings.Dialogue.Preempts),
            Avatar = settings.Avatar is { } avatar ? Describe(avatar) : null,
        };
        return dialect is Dialect.General ? General(body, settings) : Beta(body, settings);
    }

    public static IReadOnlyList<string> Modalities(bool speaks, Dialect dialect) => speaks
        ? dialect is Dialect.General ? ["audio"] : ["text", "audio"]
        : ["text"];

    public static FormatBody Describe(SoundFormat format) =>
        new(format.Name()) { Rate = format is SoundFormat.Pcm16 ? format.SampleRate() : null };

    private static SessionBody General(SessionBody body, SessionSettings settings) => body with
    {
        Type = settings.TranscribesOnly ? "transcription" : "realtime",
        OutputModalities = Modalities(settings.Speaks, Dialect.General),
        Audio = new AudioBody(
            new InputBody(Describe(settings.Input))
            {
                Transcription = Describe(settings.Transcription),
                TurnDetection = Describe(settings.TurnDetection),
            },
            new OutputBody(Describe(settings.Output), Voice(settings)) { Speed = settings.Speed }),
        MaxOutputTokens = "inf",
        Truncation = "auto",
    };

    private static SessionBody Beta(SessionBody body, SessionSettings settings) => body with
    {
        Modalities = Modalities(settings.Speaks, Dialect.Beta),
        Voice = Voice(settings),
        InputAudioFormat = settings.Input.BetaName(),
        OutputAudioFormat = settings.Output.BetaName(),
        InputAudioTranscription = Describe(settings.Transcription),
        TurnDetection = Describe(settings.TurnDetection),
        Temperature = 0.8,
        Speed = settings.Speed,
        MaxResponseOutputTokens = "inf",
    };

    public static string Voice(SessionSettings settings) => settings.Voice.Length == 0 ? "default" : settings.Voice;

    private static TranscriptionBody? Describe(Transcription? transcription) => transcription is null
        ? null
        : new(transcription.Model.Length == 0 ? "default" : transcription.Model, transcription.Language.Length == 0 ? null : transcription.Language);

    private static TurnBody? Describe(TurnDetection? turns) => turns switch
    {
        null => null,
        { Semantic: true } => new("semantic_vad", turns.CreateResponse, turns.InterruptResponse) { Eagerness = turns.Eagerness },
        _ => new("server_vad", turns.CreateResponse, turns.InterruptResponse)
        {
            Threshold = turns.Threshold,
            PrefixPaddingMs = turns.PrefixPaddingMilliseconds,
            SilenceDurationMs = turns.SilenceMilliseconds ?? (int)new TurnOptions().MinimumSilence.TotalMilliseconds,
            IdleTimeoutMs = turns.IdleTimeoutMilliseconds,
        },
    };

    private static AvatarBody Describe(AvatarSettings avatar) => new(
        avatar.Mode.ToString().ToLowerInvariant(),
        avatar.Avatar,
        avatar.Size,
        avatar.FramesPerSecond,
        avatar.Binary,
        avatar.Resumes,
        avatar.CancelsEcho,
        FaceMotion.FramesPerSecond,
        FaceMotion.ChannelNames);
}
