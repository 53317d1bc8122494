using LinlyTalker.Server.Realtime.Audio;
using LinlyTalker.Server.Realtime.Protocol;

namespace LinlyTalker.Server.Realtime.Settings;

/// <summary>
/// Reads what a <c>session.update</c> changes, in both shapes: the flat one of the first version and the present one with
/// its <c>audio</c> object. What is not mentioned stays.
/// </summary>
internal static class SettingsReader
{
    private const int LongestInstructions = 32_000;

    /// <exception cref="WireFault">A field is wrong; nothing has changed then.</exception>
    public static SessionSettings Change(this SessionSettings settings, Fields session)
    {
        settings = session.Text("type") switch
        {
            null => settings,
            "realtime" => settings with { TranscribesOnly = false },
            "transcription" => settings with { TranscribesOnly = true },
            _ => throw session.Invalid("type", "'realtime' or 'transcription'"),
        };
        settings = settings with
        {
            Instructions = Instructions(session) ?? settings.Instructions,
            Voice = Voice(session, "voice") ?? settings.Voice,
            Speed = session.Number("speed", 0.25, 4) ?? settings.Speed,
            Speaks = Speaks(session, "output_modalities") ?? Speaks(session, "modalities") ?? settings.Speaks,
            Input = Format(session, "input_audio_format") ?? settings.Input,
            Output = Format(session, "output_audio_format") ?? settings.Output,
            Dialogue = session.Object("dialogue") is { } dialogue ? Dialogue(settings.Dialogue, dialogue) : settings.Dialogue,
            Avatar = session.Has("avatar") ? AvatarReader.Read(session, settings.Avatar) : settings.Avatar,
        };
        settings = Listening(settings, session, "input_audio_transcription");
        return session.Object("audio") is { } audio ? Sound(settings, audio) : settings;
    }

    public static string? Instructions(Fields from) => from.Text("instructions") switch
    {
        { Length: > LongestInstructions } => throw from.Invalid("instructions", $"at most {LongestInstructions} characters long"),
        var text => text,
    };

    /// <returns>Null: nothing is said about it.</returns>
    public static bool? Speaks(Fields from, string name)
    {
        if (from.Texts(name) is not { } modalities)
        {
            return null;
        }

        return modalities.Count is 1 or 2 && modalities.All(m => m is "text" or "audio")
            ? modalities.Contains("audio")
            : throw from.Invalid(name, "['text'] or ['audio'] or both");
    }

    public static SoundFormat? Format(Fields from, string name)
    {
        if (from.Find(name) is not { } value)
        {
            return null;
        }

        const string Known = "pcm16 (audio/pcm at 24000), g711_ulaw (audio/pcmu) or g711_alaw (audio/pcma)";
        if (value.ValueKind is System.Text.Json.JsonValueKind.String)
        {
            return SoundFormats.Find(from.Needed(name)) ?? throw from.Invalid(name, Known);
        }

        var format = new Fields(value, from.PathOf(name));
        var found = SoundFormats.Find(format.Needed("type")) ?? throw format.Invalid("type", Known);
        return format.Whole("rate", 1, 1_000_000) is { } rate && rate != found.SampleRate()
            ? throw format.Invalid("rate", $"{found.SampleRate()} for {found.Name()}")
            : found;
    }

    /// <summary>A name, or an object with an id.</summary>
    public static string? Voice(Fields from, string name) => Own(
        from.Find(name) is { ValueKind: System.Text.Json.JsonValueKind.Object }
            ? from.Object(name)!.Value.Name("id")
            : from.Name(name));

    /// <summary>A client may send back what it was told.</summary>
    private static string? Own(string? name) => name == "default" ? "" : name;

    private static SessionSettings Sound(SessionSettings settings, Fields audio)
    {
        if (audio.Object("input") is { } input)
        {
            settings = Listening(settings with { Input = Format(input, "format") ?? settings.Input }, input, "transcription");
        }

        return audio.Object("output") is { } output
            ? settings with
            {
                Output = Format(output, "format") ?? settings.Output,
                Voice = Voice(output, "voice") ?? settings.Voice,
                Speed = output.Number("speed", 0.25, 4) ?? settings.Speed,
            }
            : settings;
    }

    private static SessionSettings Listening(SessionSettings settings, Fields from, string transcription)
    {
        if (from.Has(transcription))
        {
            settings = settings with
            {
                Transcription = from.Object(transcription) is { } wanted
                    ? new Transcription(Own(wanted.Name("model")) ?? "", wanted.Name("language") ?? "")
                    : null,
            };
        }

        return from.Has("turn_detection")
            ? settings with { TurnDetection = Turns(settings.TurnDetection ?? new TurnDetection(), from.Object("turn_detection")) }
            : settings;
    }

    private static DialogueSettings Dialogue(DialogueSettings settings, Fields dialogue) => new()
    {
        Greets = dialogue.Flag("greet") ?? settings.Greets,
        Confirms = dialogue.Flag("confirm") ?? settings.Confirms,
        Preempts = dialogue.Flag("preempt") ?? settings.Preempts,
    };

    private static TurnDetection? Turns(TurnDetection turns, Fields? from)
    {
        if (from is not { } fields)
        {
            return null;
        }

        return turns with
        {
            Semantic = fields.Text("type") switch
            {
                null or "server_vad" => false,
                "semantic_vad" => true,
                _ => throw fields.Invalid("type", "'server_vad' or 'semantic_vad', or turn_detection null"),
            },
            Eagerness = fields.Text("eagerness") switch
            {
                null => turns.Eagerness,
                "low" or "medium" or "high" or "auto" => fields.Needed("eagerness"),
                _ => throw fields.Invalid("eagerness", "'low', 'medium', 'high' or 'auto'"),
            },
            Threshold = fields.Number("threshold", 0, 1) ?? turns.Threshold,
            PrefixPaddingMilliseconds = fields.Whole("prefix_padding_ms", 0, 5000) ?? turns.PrefixPaddingMilliseconds,
            SilenceMilliseconds = fields.Whole("silence_duration_ms", 0, 10_000) ?? turns.SilenceMilliseconds,
            CreateResponse = fields.Flag("create_response") ?? turns.CreateResponse,
            InterruptResponse = fields.Flag("interrupt_response") ?? turns.InterruptResponse,
            IdleTimeoutMilliseconds = fields.Has("idle_timeout_ms")
                ? fields.Whole("idle_timeout_ms", 1000, 600_000)
                : turns.IdleTimeoutMilliseconds,
        };
    }
}
