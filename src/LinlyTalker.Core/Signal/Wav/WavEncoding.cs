namespace LinlyTalker.Core.Signal.Wav;

/// <summary>How a WAV stores a sample, little-endian.</summary>
public enum WavEncoding
{
    /// <summary>Unsigned, 128 is silence.</summary>
    Pcm8,
    Pcm16,
    Pcm24,
    Pcm32,

    /// <summary>Floating point of 32 bits.</summary>
    Ieee32,

    /// <summary>Floating point of 64 bits.</summary>
    Ieee64,
}
