namespace LinlyTalker.Client.Events;

/// <summary><c>input_audio_buffer.speech_started</c>.</summary>
/// <param name="Item">Of the line that it will be.</param>
/// <param name="At">In the sound that was sent.</param>
public sealed record SpeechStarted(string Item, TimeSpan At) : RealtimeEvent;

/// <summary><c>input_audio_buffer.speech_stopped</c>: the turn is over.</summary>
/// <param name="At">In the sound that was sent.</param>
public sealed record SpeechStopped(string Item, TimeSpan At) : RealtimeEvent;

/// <summary><c>input_audio_buffer.committed</c>: a line of the user stands.</summary>
public sealed record SpeechCommitted(string Item) : RealtimeEvent;

/// <summary><c>conversation.item.input_audio_transcription.delta</c>: words while they are said.</summary>
public sealed record WordsHeard(string Item, string Delta) : RealtimeEvent;

/// <summary><c>conversation.item.input_audio_transcription.completed</c>: what was said.</summary>
public sealed record UtteranceHeard(string Item, string Text) : RealtimeEvent;

/// <summary><c>conversation.item.input_audio_transcription.failed</c>.</summary>
public sealed record HearingFailed(string Item, string Message) : RealtimeEvent;
