using LinlyTalker.Core.Errors;

namespace LinlyTalker.Models.Tfjs;

/// <summary>
/// TensorFlow's padding of one side. For SAME the output has ceil(size / stride) places and the odd pixel of padding
/// lies at the end; elsewhere it often lies at the start, which moves every landmark by a pixel.
/// </summary>
internal readonly record struct Padding(long Output, long Begin, long End)
{
    /// <param name="kind">SAME or VALID, in either case.</param>
    /// <param name="size">-1 where the side is free; then only a stride of 1 has a fixed padding.</param>
    public static Padding Of(string kind, long size, int kernel, int stride)
    {
        if (kernel < 1 || stride < 1)
        {
            throw new ModelFormatException($"A window of {kernel} with steps of {stride} is not possible.");
        }

        switch (kind.ToUpperInvariant())
        {
            case "VALID":
                return new Padding(size < 0 ? -1 : ((size - kernel) / stride) + 1, 0, 0);
            case "SAME" when size < 0 && stride == 1:
                return new Padding(-1, (kernel - 1) / 2, kernel / 2);
            case "SAME" when size >= 0:
                var output = (size + stride - 1) / stride;
                var total = Math.Max(((output - 1) * stride) + kernel - size, 0);
                return new Padding(output, total / 2, total - (total / 2));
            default:
                throw new ModelFormatException($"Padding '{kind}' over a side of {size} with steps of {stride} is not supported.");
        }
    }
}
