namespace LinlyTalker.Models.Tfjs;

/// <summary>A weight, widened to float32 or, for indices and shapes, int32.</summary>
/// <param name="Shape">Sides in TensorFlow's order: (height, width, in, out) for convolutions.</param>
/// <param name="Values">In row order; int32 values are exact up to 2^24, far above any shape.</param>
internal sealed record TfjsTensor(string Name, int[] Shape, float[] Values)
{
    public int[] Integers => Array.ConvertAll(Values, value => (int)value);
}
