namespace LinlyTalker.Face.Mesh;

/// <summary>
/// The lips' vertices in rings of eleven, from the subject's right corner of the mouth (left in the picture) to the
/// left one. Ring 0 is the inner contour, ring 3 the outer one.
/// </summary>
internal static class LipRings
{
    public const int Length = 11;

    /// <summary>How far across the lip each ring lies: 0 at the inner contour, 1 at the outer.</summary>
    public static readonly float[] Depth = [0, 0.25f, 0.6f, 1];

    public static readonly int[][] Upper =
    [
        [78, 191, 80, 81, 82, 13, 312, 311, 310, 415, 308],
        [62, 183, 42, 41, 38, 12, 268, 271, 272, 407, 292],
        [76, 184, 74, 73, 72, 11, 302, 303, 304, 408, 306],
        [61, 185, 40, 39, 37, 0, 267, 269, 270, 409, 291],
    ];

    public static readonly int[][] Lower =
    [
        [78, 95, 88, 178, 87, 14, 317, 402, 318, 324, 308],
        [62, 96, 89, 179, 86, 15, 316, 403, 319, 325, 292],
        [76, 77, 90, 180, 85, 16, 315, 404, 320, 307, 306],
        [61, 146, 91, 181, 84, 17, 314, 405, 321, 375, 291],
    ];

    /// <summary>Vertices that belong to both lips.</summary>
    public static readonly int[] Corners = [78, 308, 62, 292, 76, 306, 61, 291];
}
