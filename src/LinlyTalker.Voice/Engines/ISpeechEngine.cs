using LinlyTalker.Core.Errors;

namespace LinlyTalker.Voice.Engines;

/// <summary>One way to make speech. Engines say sentences; <c>Routing</c> makes a stream of them.</summary>
public interface ISpeechEngine
{
    /// <summary>
    /// The voices that are on this machine, best first for each language; empty where the engine's library is
    /// missing.
    /// </summary>
    Task<IReadOnlyList<VoiceInfo>> VoicesAsync(CancellationToken cancellation = default);

    /// <summary>Says a text of at most a few sentences. May be called from several conversations at once.</summary>
    /// <param name="text">As written: the engine normalises. Any characters may come.</param>
    /// <param name="rate">1 is the voice's own speed; 0.5 to 2.</param>
    /// <exception cref="NativeException">The engine failed.</exception>
    Task<SaidSentence> SayAsync(string text, VoiceInfo voice, float rate, CancellationToken cancellation = default);
}
