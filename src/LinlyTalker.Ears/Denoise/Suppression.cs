namespace LinlyTalker.Ears.Denoise;

/// <summary>When the recogniser hears the stream through the noise suppressor.</summary>
public enum Suppression
{
    /// <summary>In turns before which a loud, unchanging noise was heard.</summary>
    OnSteadyNoise,

    Always,

    Never,
}
