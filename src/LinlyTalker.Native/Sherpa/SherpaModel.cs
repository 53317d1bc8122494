namespace LinlyTalker.Native.Sherpa;

/// <summary>A model as the worker loads it.</summary>
/// <param name="Family">One of <see cref="SherpaFamilies"/>.</param>
/// <param name="Files">Absolute paths by role: the field's name in the library's config, with <c>-</c> for <c>_</c>.</param>
public sealed record SherpaModel(string Family, IReadOnlyDictionary<string, string> Files)
{
    /// <summary>Of the network; more than one helps only large models on free cores.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>What a recogniser shall expect, in the model's own code (<c>zh</c>); empty: it finds out.</summary>
    public string Language { get; init; } = "";

    /// <summary>A recogniser writes numbers as digits, and punctuation, where the model can.</summary>
    public bool Written { get; init; } = true;

    /// <summary>Whisper tells the times of its tokens, where its decoder has the alignment heads' output.</summary>
    public bool WordTimes { get; init; }

    /// <summary>Speakers to be told apart; 0: found out.</summary>
    public int Speakers { get; init; }

    /// <summary>A VITS or Matcha voice speaks without noise: a little flatter, and the same text always alike.</summary>
    public bool Steady { get; init; }

    /// <summary>Decibels that a DPDFNet takes from noise at most; 0: no limit.</summary>
    public float NoiseLimit { get; init; }

    /// <summary>Words to spot, each as the model's tokens separated by spaces, one a line.</summary>
    public string Keywords { get; init; } = "";

    /// <summary>The path of a role; empty where the model has no such file.</summary>
    public string PathOf(string role) => Files.GetValueOrDefault(role, "");
}
