namespace LinlyTalker.Cli.Composition;

/// <summary>
/// What the program is told: <c>linly.json</c> in the working folder (or the one that <c>LINLY_CONFIG</c> names), then
/// the environment (<c>LINLY_PERSONA</c>, …), then flags, each over the one before.
/// </summary>
/// <remarks>Setters, not initialisers: what a file leaves out must keep its default when it is read.</remarks>
internal sealed record Settings
{
    /// <summary>One of <see cref="Profiles.Names"/>.</summary>
    public string Profile { get; set; } = Profiles.Auto;

    /// <summary>Name of the model that hears, or <c>pocketsphinx</c>; empty: as the profile chooses.</summary>
    public string Recogniser { get; set; } = "";

    /// <summary>The same with another recogniser, where one is named.</summary>
    public Settings Hearing(string? recogniser) => recogniser is null ? this : this with { Recogniser = recogniser };

    /// <summary>How long somebody who speaks is waited for.</summary>
    public TurnSettings Turns { get; set; } = new();

    /// <summary>What is kept of films that a server makes.</summary>
    public FilmSettings Films { get; set; } = new();

    /// <summary>Name or folder of the persona that answers.</summary>
    public string Persona { get; set; } = "linlytalker/en";

    /// <summary>Folder of a knowledge base; empty: the persona's own.</summary>
    public string Knowledge { get; set; } = "";

    /// <summary>Name of a voice; empty: the persona's.</summary>
    public string Voice { get; set; } = "";

    /// <summary>Name of a portrait or path of a photo; empty: the persona's.</summary>
    public string Portrait { get; set; } = "";

    /// <summary>Side of the picture in pixels.</summary>
    public int Size { get; set; } = 512;

    public int FramesPerSecond { get; set; } = 25;

    /// <summary>Shows "AI-generated" in a corner of every picture.</summary>
    public bool Label { get; set; } = true;
}
