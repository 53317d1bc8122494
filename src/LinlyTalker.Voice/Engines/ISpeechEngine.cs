using LinlyTalker.Core.Errors;

namespace LinlyTalker.Voice.Engines;

/// <summary>One way to make speech. Engines say sentences; <c>Routing</c> makes a stream of them.</summary>
public interface ISpeechEngine
{
    /// <summary>Whether it works on this process's own threads, so that several sentences at once wait for each other.</summary>
    bool RunsHere => true;

    /// <summary>
    /// The voices that are on this machine, best first for each language; empty where the engine's library is
    /// missing.
    /// </summary>
    Task<IReadOnlyList<VoiceInfo>> VoicesAsync(CancellationToken cancellation = default);

    /// <summary>
    /// The voice of a name, in any case; null where there is none. An engine may know more names than it lists, such
    /// as the hundreds of speakers of one model.
    /// </summary>
    async Task<VoiceInfo?> FindAsync(string name, CancellationToken cancellation = default)
    {
        var voices = await VoicesAsync(cancellation).ConfigureAwait(false);
        return voices.FirstOrDefault(v => v.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Says a text of at most a few sentences. May be called from several conversations at once.</summary>
    /// <param name="text">As written: the engine normalises. Any characters may come.</param>
    /// <param name="rate">1 is the voice's own speed; 0.5 to 2.</param>
    /// <exception cref="LinlyException">
    /// The engine failed (<see cref="NativeException"/>), or the voice's files are not what they should be
    /// (<see cref="ModelFormatException"/>).
    /// </exception>
    Task<SaidSentence> SayAsync(string text, VoiceInfo voice, float rate, CancellationToken cancellation = default);
}

/// <summary>An engine whose first sound leaves before the sentence is finished.</summary>
public interface IStreamingSpeechEngine : ISpeechEngine
{
    /// <inheritdoc cref="ISpeechEngine.SayAsync"/>
    /// <returns>What will sound when; the sound is made as it is read, and a failure comes there too.</returns>
    Task<SaidStream> StartAsync(string text, VoiceInfo voice, float rate, CancellationToken cancellation = default);
}
