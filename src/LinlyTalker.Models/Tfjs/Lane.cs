namespace LinlyTalker.Models.Tfjs;

/// <summary>A tensor on its way through the converted graph.</summary>
/// <param name="Name">Its name there.</param>
/// <param name="Shape">
/// Its sides there: (batch, channels, height, width) for pictures, anything else as TensorFlow has it. -1 is free.
/// </param>
internal sealed record Lane(string Name, long[] Shape)
{
    public bool IsPicture { get; init; }

    public long Channels => Shape[1];

    public long Height => Shape[2];

    public long Width => Shape[3];

    public static Lane Picture(string name, long channels, long height, long width) =>
        new(name, [1, channels, height, width]) { IsPicture = true };
}
