namespace LinlyTalker.Ears.Whisper;

public sealed record WhisperOptions
{
    /// <summary>Threads of one recognition; two halve the wait on a machine that has nothing else to do.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>Recognitions at once; more wait their turn. Null: as many as the machine has cores for.</summary>
    public int? AtOnce { get; init; }

    /// <summary>
    /// Silence that the network is shown after the speech. The word error of tiny.en rises below 10 s, and each second
    /// costs time; 30 s with the speech is the most that is shown.
    /// </summary>
    public TimeSpan Padding { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Tried one after the other while what was heard looks wrong; 0 takes the likeliest token, more draws.</summary>
    public IReadOnlyList<float> Temperatures { get; init; } = [0, 0.2f, 0.4f, 0.6f, 0.8f, 1];

    /// <summary>Of the drawing, so that a sound is heard the same twice.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Tokens of the domain's terms that are shown to the network at most; 0 shows none.</summary>
    public int PromptTokens { get; init; } = 100;

    /// <summary>Writes down in English what was said in another language.</summary>
    public bool Translate { get; init; }
}
