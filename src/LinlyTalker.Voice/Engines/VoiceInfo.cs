namespace LinlyTalker.Voice.Engines;

public enum VoiceGender
{
    Unknown,
    Female,
    Male,
}

/// <summary>A voice that can speak on this machine, as <c>linly voices</c> lists it.</summary>
public sealed record VoiceInfo
{
    /// <summary>What a user asks for; unique.</summary>
    public required string Name { get; init; }

    /// <summary>BCP 47 tag, such as <c>en-US</c>.</summary>
    public required string Language { get; init; }

    public required string Engine { get; init; }

    public VoiceGender Gender { get; init; }

    /// <summary>Speakers of the model; where there are several, <c>NAME#3</c> asks for the fourth.</summary>
    public int Speakers { get; init; } = 1;

    public string Licence { get; init; } = "";

    /// <summary>Who is to be named where the voice is used.</summary>
    public string Credit { get; init; } = "";

    /// <summary>
    /// Brings the voice to −18 LUFS (ITU-R BS.1770), in decibels; measured over the 20 sentences of the benchmark
    /// <c>voice-levels</c>.
    /// </summary>
    public double GainDecibels { get; init; }
}
