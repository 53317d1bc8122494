using LinlyTalker.Core.Organs;

namespace LinlyTalker.Server.Realtime.Hearing;

/// <summary>A stretch of the microphone's sound that is heard in one way.</summary>
/// <param name="IsHeld">It is one utterance, however long its pauses: the client says where it ends.</param>
internal sealed record Segment(IEars Ears, ListenOptions Options, bool IsHeld);
