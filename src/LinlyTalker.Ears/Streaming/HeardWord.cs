using LinlyTalker.Core.Flow;

namespace LinlyTalker.Ears.Streaming;

/// <summary>A word of a transcript, taken apart so that two hearings of it can be compared.</summary>
/// <param name="Lead">What stands before it: a space, or nothing in Chinese.</param>
/// <param name="Core">The word as it is written, with what opens it.</param>
/// <param name="Tail">The marks after it, which the words that follow may still change.</param>
/// <param name="Norm">Its letters and digits in lower case.</param>
/// <param name="Span">In samples of the listened stream; null where the recogniser gives no times.</param>
internal sealed record HeardWord(string Lead, string Core, string Tail, string Norm, SampleSpan? Span, float Confidence);
