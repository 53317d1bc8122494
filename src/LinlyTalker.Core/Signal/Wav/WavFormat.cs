namespace LinlyTalker.Core.Signal.Wav;

/// <summary>What a WAV holds.</summary>
/// <param name="SampleRate">Frames per second.</param>
/// <param name="Channels">Samples per frame.</param>
public sealed record WavFormat(int SampleRate, int Channels, WavEncoding Encoding)
{
    public int BytesPerSample => Encoding switch
    {
        WavEncoding.Pcm8 => 1,
        WavEncoding.Pcm16 => 2,
        WavEncoding.Pcm24 => 3,
        WavEncoding.Ieee64 => 8,
        _ => 4,
    };

    public int BytesPerFrame => BytesPerSample * Channels;
}
