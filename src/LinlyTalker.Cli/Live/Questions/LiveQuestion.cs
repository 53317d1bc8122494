using LinlyTalker.Core.Flow;

namespace LinlyTalker.Cli.Live.Questions;

/// <summary>Something that a scripted user says.</summary>
/// <param name="Name">A file's, or the words themselves.</param>
/// <param name="Sound">At <see cref="Client.RealtimeClient.SampleRate"/>; empty for a question that is typed.</param>
/// <param name="Speech">From the first to the last sample of speech.</param>
/// <param name="Pauses">Silences of at least 0.2 s within the speech: who takes one for the end cuts in.</param>
internal sealed record LiveQuestion(string Name, float[] Sound, SampleSpan Speech, IReadOnlyList<SampleSpan> Pauses);
