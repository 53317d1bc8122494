namespace LinlyTalker.Core.Flow;

/// <summary>Who the digital human is: one YAML file beside a knowledge base.</summary>
public sealed record Persona
{
    public required string Name { get; init; }

    /// <summary>What it does, in words: "explains LinlyTalker to newcomers".</summary>
    public string Role { get; init; } = "";

    /// <summary>How it speaks, in words: "friendly, short sentences".</summary>
    public string Style { get; init; } = "";

    /// <summary>BCP 47 tag of the language it speaks.</summary>
    public string Language { get; init; } = "en";

    public string Greeting { get; init; } = "";

    /// <summary>
    /// Name of a voice, as <c>linly voices</c> lists it, or <c>female</c> or <c>male</c> for the best of them; empty:
    /// the language's default.
    /// </summary>
    public string Voice { get; init; } = "";

    /// <summary>Name or path of a portrait; empty: the default one.</summary>
    public string Portrait { get; init; } = "";

    /// <summary>Folder of the knowledge base, absolute.</summary>
    public string Knowledge { get; init; } = "";
}
