using System.Numerics;

namespace LinlyTalker.Face.Landmarks;

/// <summary>An upright rectangle in pixels of the picture; it may reach over the picture's edge.</summary>
public readonly record struct FaceBox(float X, float Y, float Width, float Height)
{
    public Vector2 Centre => new(X + Width / 2, Y + Height / 2);
}
