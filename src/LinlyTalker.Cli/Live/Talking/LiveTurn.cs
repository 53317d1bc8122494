using System.Text.Json.Serialization;

namespace LinlyTalker.Cli.Live.Talking;

/// <summary>What was measured of one question and its answer; times in seconds from the last sample of speech.</summary>
internal sealed record LiveTurn(int Session, int Number, string Question)
{
    public bool IsTyped { get; init; }

    /// <summary>The server said that the turn is over.</summary>
    public double? SpeechStopped { get; init; }

    public double? Words { get; init; }

    public double? FirstText { get; init; }

    public double? FirstAudio { get; init; }

    public double? FirstMotion { get; init; }

    public double? FirstVideo { get; init; }

    /// <summary>Pauses of at least 0.2 s in what was said.</summary>
    public int Pauses { get; init; }

    /// <summary>How often the server took one of them for the end.</summary>
    public int CutIns { get; init; }

    public string Heard { get; init; } = "";

    /// <summary>Length of the reply's sound that came.</summary>
    public double Reply { get; init; }

    /// <summary>Since the run began: when the loudspeaker began and ended, for how many speak at once.</summary>
    public double PlayedFrom { get; init; }

    public double PlayedTo { get; init; }

    public int Underruns { get; init; }

    /// <summary>How long the loudspeaker stood still within the reply.</summary>
    public double Silent { get; init; }

    /// <summary>Pictures that came, that the stream left out, and that came more than a picture after their sound.</summary>
    public int Pictures { get; init; }

    public int PicturesMissing { get; init; }

    public int PicturesLate { get; init; }

    /// <summary>Of each picture of speech: by how much its sound was ahead of it.</summary>
    [JsonIgnore]
    public IReadOnlyList<double> PictureLags { get; init; } = [];

    /// <summary>The question was said into the reply before it.</summary>
    public LiveBargeIn? BargeIn { get; init; }

    /// <summary>What the server, or the wait for it, complained of; such a turn counts nowhere else.</summary>
    public string? Failure { get; init; }
}

/// <summary>An interruption, in seconds.</summary>
/// <param name="Stop">From the voice's onset to the word that stops the loudspeaker.</param>
/// <param name="Stale">From there to the last that still came of the old reply; 0 when nothing came.</param>
/// <param name="StaleSound">How much sound of it came.</param>
internal sealed record LiveBargeIn(double Stop, double Stale, double StaleSound);
