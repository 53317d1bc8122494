namespace LinlyTalker.Face.Package;

/// <summary>
/// The JSON part of an avatar package, version 1; docs/avatar-package.md tells what each number is for. Points are
/// [x, y] or [x, y, z] in pixels of the picture, colours [red, green, blue] from 0 to 255, chunks are named.
/// </summary>
public sealed record PackageHead
{
    public required string Format { get; init; }

    public required int Version { get; init; }

    /// <summary>The mark that what is drawn is synthetic; shown by whoever draws.</summary>
    public required string Synthetic { get; init; }

    /// <summary>Side of the square picture that all pixels count in.</summary>
    public required int Size { get; init; }

    /// <summary>Pixels of the texture for one of the picture.</summary>
    public required int TextureScale { get; init; }

    /// <summary>Pixels of the face's unit of length.</summary>
    public required float Unit { get; init; }

    /// <summary>Unit vector along the eye line, to the picture's right.</summary>
    public required float[] Right { get; init; }

    public required float[] Down { get; init; }

    /// <summary>What the head turns about.</summary>
    public required float[] Pivot { get; init; }

    public required PackageMesh Mesh { get; init; }

    public required PackageHandle[] Handles { get; init; }

    public required PackageMouth Mouth { get; init; }

    /// <summary>The subject's right eye, then the left.</summary>
    public required PackageEye[] Eyes { get; init; }

    public Dictionary<string, PackageChunk> Chunks { get; init; } = [];
}

/// <param name="Offset">In bytes from the end of the JSON part.</param>
/// <param name="Type">float32, uint16, image/jpeg or image/png.</param>
public sealed record PackageChunk(int Offset, int Length, string Type);

/// <param name="Vertices">All of them: face, rings, hole.</param>
/// <param name="Face">Of the face; they come first.</param>
/// <param name="Silhouette">The face's vertices that a ring's own follow, in the ring's order.</param>
/// <param name="Carries">How much of the silhouette's displacement each ring takes on.</param>
/// <param name="Hole">The face's vertices that those of the hole stand on.</param>
public sealed record PackageMesh(int Vertices, int Face, int[] Silhouette, float[] Carries, int[] Hole);

/// <param name="Terms">Weight by channel.</param>
/// <param name="Moves">Whether it moves vertices; those that do come first, in the order of the displacements.</param>
public sealed record PackageHandle(string Name, float Least, float Most, Dictionary<string, float> Terms, bool Moves);

/// <param name="Depth">z of the plane that the mouth's inside is drawn on.</param>
/// <param name="Upper">The upper lip's inner vertices from the picture's left to its right.</param>
/// <param name="UpperEdge">How far down the upper teeth reach, in units.</param>
/// <param name="IsOpen">The photo's mouth stands open: its shut lips get a line.</param>
/// <param name="Own">Teeth that the photo itself shows; null for shut lips.</param>
public sealed record PackageMouth(
    float[] Origin, float[] Right, float[] Down, float Depth, int[] Upper, int[] Lower, float Light, float[] Mucosa,
    float UpperEdge, bool IsOpen, PackageTeeth UpperTeeth, PackageTeeth LowerTeeth, PackageTeeth? Own);

/// <summary>Teeth as a picture: its left half the colours, its right half how much they cover.</summary>
/// <param name="Origin">Of the first pixel's middle, in units.</param>
public sealed record PackageTeeth(string Image, int Width, int Height, float PixelsPerUnit, float[] Origin);

/// <summary>Where in the texture an eye is, and its lid on the way down.</summary>
/// <param name="EyeWidth">In pixels of the texture.</param>
/// <param name="Along">Unit vector from the eye's left corner to its right one.</param>
/// <param name="Levels">
/// Steps from open to shut, each a row of the image <paramref name="Lids"/>: its left half what is added, its right half
/// what is kept of the picture below.
/// </param>
/// <param name="Eyeball">Image of how much each pixel moves with the gaze.</param>
public sealed record PackageEye(
    int Left, int Top, int Width, int Height, float EyeWidth, float[] Along, int Levels, string Lids, string Eyeball);
