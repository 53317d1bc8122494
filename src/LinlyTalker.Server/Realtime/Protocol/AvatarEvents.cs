using System.Text.Json.Serialization;

namespace LinlyTalker.Server.Realtime.Protocol;

/// <summary>An event of ours: told to clients alone that asked for an avatar.</summary>
internal abstract record AvatarEvent(string Type) : ServerEvent(Type)
{
    /// <summary>Null where it is about no reply.</summary>
    public string? ResponseId { get; init; }

    public string? ItemId { get; init; }
}

/// <param name="State"><c>idle</c>, <c>listening</c>, <c>thinking</c> or <c>speaking</c>.</param>
/// <param name="Turn">What binary frames name the reply by.</param>
internal sealed record AvatarState(string State, int Turn) : AvatarEvent("avatar.state");

/// <param name="FirstFrame">Number of the first since the reply's speech began, 50 a second.</param>
/// <param name="Frames">How many.</param>
/// <param name="Weights">In thousandths, channel by channel, frame by frame.</param>
internal sealed record AvatarMotion(long FirstFrame, int Frames, IReadOnlyList<int> Weights) : AvatarEvent("avatar.motion");

/// <param name="Text">The words that begin in the sound that was sent with it; or what is shown because it cannot be said.</param>
/// <param name="Spoken">False: it is not heard, only shown.</param>
internal sealed record AvatarCaption(string Text, bool Spoken, IReadOnlyList<CaptionWord> Words) : AvatarEvent("avatar.caption");

/// <summary>Milliseconds since the reply's speech began.</summary>
internal sealed record CaptionWord(string Text, long StartMs, long EndMs);

internal sealed record AvatarSources(IReadOnlyList<SourceBody> Sources) : AvatarEvent("avatar.sources");

internal sealed record SourceBody(string File, string Heading);

/// <param name="AfterMs">Since the user's last sample of speech, or since the reply was asked for.</param>
internal sealed record AvatarStage(string Stage, double AfterMs) : AvatarEvent("avatar.stage");

/// <param name="Of"><c>user</c> or <c>avatar</c>.</param>
internal sealed record AvatarEmotion(string Of, string Emotion) : AvatarEvent("avatar.emotion");

internal sealed record AvatarDegraded(string Organ, string Reason) : AvatarEvent("avatar.degraded");

/// <summary>It was unsure of what it heard, and asks.</summary>
internal sealed record AvatarConfirm(string Transcript, double Confidence) : AvatarEvent("avatar.confirm");

/// <summary>The microphone heard the avatar itself: no turn, no interruption.</summary>
internal sealed record AvatarEchoIgnored(string Transcript) : AvatarEvent("avatar.echo_ignored");

/// <summary>What is being heard, while it is being said.</summary>
/// <param name="Stable">How many characters of the text will not change.</param>
internal sealed record AvatarHearing(string Text, int Stable) : AvatarEvent("avatar.hearing");

internal sealed record AvatarPaused() : AvatarEvent("avatar.paused");

/// <param name="AudioStartMs">From where the sound of the item goes on.</param>
internal sealed record AvatarResumed(long AudioStartMs) : AvatarEvent("avatar.resumed");

/// <param name="AudioEndMs">How far it was heard.</param>
internal sealed record AvatarInterrupted(long AudioEndMs) : AvatarEvent("avatar.interrupted");

/// <summary>A stream of pictures begins; its first unit is a key frame and follows.</summary>
/// <param name="Codec">As RFC 6381 names it, such as <c>avc1.42c01e</c>; what <c>VideoDecoder.configure</c> wants.</param>
internal sealed record AvatarVideoStarted(string Codec, int Width, int Height, int Fps) : AvatarEvent("avatar.video.started");

/// <summary>One coded picture.</summary>
/// <param name="PositionUs">Since the stream began, speech and silence alike.</param>
/// <param name="Key">A decoder can begin with it; it carries its parameter sets.</param>
/// <param name="Turn">The reply that is said in it; null: none.</param>
/// <param name="SpeechUs">Since that reply's speech began.</param>
/// <param name="Unit">Annex B of ITU-T H.264; Base64.</param>
internal sealed record AvatarVideoUnit(long PositionUs, bool Key, int? Turn, long? SpeechUs, ReadOnlyMemory<byte> Unit)
    : AvatarEvent("avatar.video.unit");

/// <summary>What a client needs to know once: what the motion's channels are.</summary>
internal sealed record AvatarBody(
    string Mode,
    string Id,
    int Size,
    int Fps,
    bool Binary,
    bool Resumes,
    bool EchoCancellation,
    int MotionFramesPerSecond,
    [property: JsonPropertyName("motion_channels")] IReadOnlyList<string> MotionChannels);
