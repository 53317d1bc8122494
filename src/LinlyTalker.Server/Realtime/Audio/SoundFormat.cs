namespace LinlyTalker.Server.Realtime.Audio;

/// <summary>Sound as clients of this wire send and get it; mono.</summary>
internal enum SoundFormat
{
    /// <summary>Little-endian 16-bit samples at 24 kHz.</summary>
    Pcm16,

    /// <summary>ITU-T G.711 µ-law at 8 kHz.</summary>
    MuLaw,

    /// <summary>ITU-T G.711 A-law at 8 kHz.</summary>
    ALaw,
}

internal static class SoundFormats
{
    public static int SampleRate(this SoundFormat format) => format is SoundFormat.Pcm16 ? 24000 : 8000;

    public static int BytesPerSample(this SoundFormat format) => format is SoundFormat.Pcm16 ? 2 : 1;

    /// <summary>As clients that know the first version name it.</summary>
    public static string BetaName(this SoundFormat format) => format switch
    {
        SoundFormat.MuLaw => "g711_ulaw",
        SoundFormat.ALaw => "g711_alaw",
        _ => "pcm16",
    };

    /// <summary>A media type.</summary>
    public static string Name(this SoundFormat format) => format switch
    {
        SoundFormat.MuLaw => "audio/pcmu",
        SoundFormat.ALaw => "audio/pcma",
        _ => "audio/pcm",
    };

    public static SoundFormat? Find(string name) => name switch
    {
        "pcm16" or "audio/pcm" => SoundFormat.Pcm16,
        "g711_ulaw" or "audio/pcmu" => SoundFormat.MuLaw,
        "g711_alaw" or "audio/pcma" => SoundFormat.ALaw,
        _ => null,
    };
}
