using LinlyTalker.Core.Flow;

namespace LinlyTalker.Client.Events;

/// <summary><c>avatar.state</c>.</summary>
/// <param name="State"><c>idle</c>, <c>listening</c>, <c>thinking</c> or <c>speaking</c>.</param>
/// <param name="Turn">What binary frames name the reply by.</param>
/// <param name="Response">Null where it is about no reply.</param>
/// <param name="Item">Id of the line that is said, or heard.</param>
public sealed record AvatarState(string State, int Turn, string? Response, string? Item) : RealtimeEvent;

/// <summary><c>avatar.hearing</c>: what is being heard, while it is being said.</summary>
/// <param name="Stable">How many characters of the text will not change.</param>
public sealed record HearingNow(string Text, int Stable) : RealtimeEvent;

/// <summary><c>avatar.confirm</c>: it was unsure of what it heard, and asks.</summary>
public sealed record ConfirmationAsked(string Text, double Confidence) : RealtimeEvent;

/// <summary><c>avatar.echo_ignored</c>: the microphone heard the avatar itself; nothing follows from it.</summary>
public sealed record EchoIgnored(string Text) : RealtimeEvent;

/// <summary><c>avatar.stage</c>.</summary>
/// <param name="Stage"><c>heard</c>, <c>first_sentence</c>, <c>first_sound</c>, ….</param>
/// <param name="After">Since the user's last sample of speech, as the server counts.</param>
public sealed record StageReached(string Stage, TimeSpan After) : RealtimeEvent;

/// <summary><c>avatar.emotion</c>.</summary>
/// <param name="Of"><c>user</c> or <c>avatar</c>.</param>
public sealed record EmotionSeen(string Of, string Emotion) : RealtimeEvent;

/// <summary><c>avatar.degraded</c>: an organ failed and it goes on with less, or with another engine.</summary>
public sealed record OrganDegraded(string Organ, string Reason) : RealtimeEvent;

/// <summary><c>avatar.motion</c>: how the face moves to the sound of the reply.</summary>
/// <param name="Motion">Counted from the reply's first sound.</param>
public sealed record ReplyMotion(string Response, FaceMotion Motion) : ReplyEvent(Response);

/// <summary><c>avatar.caption</c>.</summary>
/// <param name="IsSpoken">False: it is only shown.</param>
public sealed record ReplyCaption(string Response, string Text, bool IsSpoken, IReadOnlyList<CaptionWord> Words) : ReplyEvent(Response);

/// <summary>A word and when it sounds, counted from the reply's first sound.</summary>
public sealed record CaptionWord(string Text, TimeSpan Start, TimeSpan End);

/// <summary><c>avatar.sources</c>: where the answer comes from.</summary>
public sealed record ReplySources(string Response, IReadOnlyList<Source> Sources) : ReplyEvent(Response);

/// <summary><c>avatar.paused</c>: stop playing for now, and keep what came; somebody speaks, or coughed.</summary>
public sealed record ReplyPaused(string Response) : ReplyEvent(Response);

/// <summary><c>avatar.resumed</c>: go on.</summary>
public sealed record ReplyResumed(string Response) : ReplyEvent(Response);

/// <summary><c>avatar.interrupted</c>: drop what is left.</summary>
public sealed record ReplyInterrupted(string Response) : ReplyEvent(Response);

/// <summary><c>avatar.video.started</c>: a stream of pictures begins, and with it a decoder.</summary>
/// <param name="Codec">As RFC 6381 names it, such as <c>avc1.42c01e</c>.</param>
public sealed record VideoStarted(string Codec, int Width, int Height, int FramesPerSecond) : RealtimeEvent;

/// <summary><c>avatar.video.unit</c>: one H.264 access unit (Annex B) of the session's picture.</summary>
/// <param name="Position">Since the stream began.</param>
/// <param name="IsKey">It can be shown without those before.</param>
public sealed record VideoUnit(TimeSpan Position, bool IsKey, ReadOnlyMemory<byte> Unit) : RealtimeEvent
{
    /// <summary>The reply that is said in it; null: none.</summary>
    public string? Response { get; init; }

    /// <summary>Since that reply's first sound: to be shown when the loudspeaker is there. Null: at once.</summary>
    public TimeSpan? Speech { get; init; }
}
