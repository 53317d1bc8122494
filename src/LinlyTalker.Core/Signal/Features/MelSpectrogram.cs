namespace LinlyTalker.Core.Signal.Features;

/// <summary>Mel energies over time, shape (mels, frames).</summary>
public sealed class MelSpectrogram(int melCount, int frameCount)
{
    public int MelCount => melCount;

    public int FrameCount => frameCount;

    /// <summary>Mel by mel, as networks take them.</summary>
    public float[] Values { get; } = new float[melCount * frameCount];

    public ref float this[int mel, int frame] => ref Values[(mel * frameCount) + frame];

    internal void Map(Func<float, float> map)
    {
        for (var i = 0; i < Values.Length; i++)
        {
            Values[i] = map(Values[i]);
        }
    }
}
