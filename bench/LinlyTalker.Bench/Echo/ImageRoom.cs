namespace LinlyTalker.Bench.Echo;

/// <summary>
/// The response of a room with six flat walls between a loudspeaker and a microphone, by its mirror images (Allen and
/// Berkley, 1979); energy 1. 16 kHz.
/// </summary>
/// <param name="Size">In metres.</param>
/// <param name="Reflection">Of a wall, 0 to 1, in amplitude.</param>
internal sealed record ImageRoom((double X, double Y, double Z) Size, double Reflection)
{
    private const int SampleRate = 16000;
    private const double SpeedOfSound = 343; // metres per second
    private const int Taps = SampleRate * 3 / 10;

    public static IReadOnlyList<ImageRoom> Several { get; } =
    [
        new((2.4, 2, 2.3), 0.6), // a booth
        new((3.5, 3, 2.4), 0.75), // a study
        new((6, 4.5, 2.7), 0.8), // a living room
        new((12, 8, 3.5), 0.85), // a hall
    ];

    /// <param name="random">Puts both within the room, 0.3 to 1.5 m apart.</param>
    public float[] Response(Random random)
    {
        var microphone = (X: Between(0.5, Size.X - 0.5), Y: Between(0.5, Size.Y - 0.5), Z: Between(0.7, 1.4));
        var (angle, apart) = (random.NextDouble() * 2 * Math.PI, Between(0.3, 1.5));
        var speaker = (
            X: Math.Clamp(microphone.X + (apart * Math.Cos(angle)), 0.2, Size.X - 0.2),
            Y: Math.Clamp(microphone.Y + (apart * Math.Sin(angle)), 0.2, Size.Y - 0.2),
            Z: Between(0.7, 1.4));
        var response = new double[Taps];
        foreach (var (x, timesX) in Images(speaker.X, microphone.X, Size.X))
        {
            foreach (var (y, timesY) in Images(speaker.Y, microphone.Y, Size.Y))
            {
                foreach (var (z, timesZ) in Images(speaker.Z, microphone.Z, Size.Z))
                {
                    var distance = Math.Sqrt((x * x) + (y * y) + (z * z)) + 0.01;
                    var at = (int)(distance / SpeedOfSound * SampleRate);
                    if (at < Taps)
                    {
                        response[at] += Math.Pow(Reflection, timesX + timesY + timesZ) / distance;
                    }
                }
            }
        }

        var norm = Math.Sqrt(response.Sum(r => r * r));
        return [.. response.Select(r => (float)(r / norm))];

        double Between(double from, double to) => from + (random.NextDouble() * (to - from));
    }

    /// <summary>Along one side: how far away each image is, and how many walls it was mirrored by.</summary>
    private static IEnumerable<(double Offset, int Walls)> Images(double source, double microphone, double length)
    {
        var most = (int)(Taps * SpeedOfSound / SampleRate / (2 * length)) + 1;
        for (var n = -most; n <= most; n++)
        {
            yield return ((2 * n * length) + source - microphone, Math.Abs(2 * n));
            yield return ((2 * n * length) - source - microphone, Math.Abs((2 * n) - 1));
        }
    }
}
