namespace LinlyTalker.Client.Events;

/// <summary>Part of a reply, or word about one; what belongs to an old reply is to be dropped.</summary>
/// <param name="Response">Id of the reply.</param>
public abstract record ReplyEvent(string Response) : RealtimeEvent;

/// <summary><c>response.created</c>.</summary>
public sealed record ReplyBegun(string Response) : ReplyEvent(Response);

/// <summary><c>response.output_audio_transcript.delta</c> or <c>response.output_text.delta</c>.</summary>
/// <param name="IsSpoken">Its sound comes too.</param>
public sealed record ReplyText(string Response, string Item, string Delta, bool IsSpoken) : ReplyEvent(Response);

/// <summary><c>response.output_audio.delta</c>.</summary>
/// <param name="Pcm">16-bit little-endian, mono, at <see cref="RealtimeClient.SampleRate"/>.</param>
public sealed record ReplyAudio(string Response, string Item, ReadOnlyMemory<byte> Pcm) : ReplyEvent(Response)
{
    /// <summary>How many samples it holds.</summary>
    public int Samples => Pcm.Length / sizeof(short);
}

/// <summary><c>response.output_audio.done</c>: all of the reply's sound has come.</summary>
public sealed record ReplyAudioEnded(string Response, string Item) : ReplyEvent(Response);

/// <summary><c>response.done</c>.</summary>
/// <param name="Status"><c>completed</c>, <c>cancelled</c>, <c>failed</c> or <c>incomplete</c>.</param>
/// <param name="Reason">Why, where it is not completed.</param>
public sealed record ReplyFinished(string Response, string Status, string? Reason) : ReplyEvent(Response);
