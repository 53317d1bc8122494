using System.Numerics;
using LinlyTalker.Face.Mesh;
using LinlyTalker.Face.Rendering;

namespace LinlyTalker.Face.Puppet;

/// <summary>Draws a portrait's frames, one after another; keeps the buffers that this takes. For one thread at a time.</summary>
internal sealed class PuppetPainter
{
    private readonly Portrait portrait;
    private readonly Raster texture;
    private readonly Deformation deformation;
    private readonly MouthSpace mouth;
    private readonly bool simd;
    private Sides paintedLids;
    private Vector2 paintedGaze;

    public PuppetPainter(Portrait portrait, bool simd = true)
    {
        this.portrait = portrait;
        this.simd = simd;
        texture = new(portrait.Texture.Width, portrait.Texture.Height);
        portrait.Texture.Pixels.CopyTo(texture.Pixels, 0);
        deformation = new(portrait.Mesh);
        mouth = new(portrait.Mesh);
        Frame = new(portrait.Still.Width, portrait.Still.Height);
    }

    /// <summary>The frame that was drawn last.</summary>
    public Raster Frame { get; }

    /// <summary>Where the vertices stand in it.</summary>
    public ReadOnlySpan<Vector2> Positions => deformation.Positions;

    /// <param name="weights">One frame of channels.</param>
    /// <param name="sway">How far the head is carried, in units of the face.</param>
    public void Paint(ReadOnlySpan<float> weights, Vector2 sway)
    {
        var expression = new Expression(weights);
        var pose = new HeadPose(portrait.Mesh, expression, sway);
        PaintEyes(expression);
        deformation.Apply(expression, pose);
        portrait.Still.Pixels.CopyTo(Frame.Pixels, 0);
        TriangleRasteriser.Draw(
            texture, Frame, deformation.Positions, portrait.Coordinates, PuppetMesh.Triangles, simd);
        mouth.Place(deformation.Positions, pose);
        portrait.Interior.Draw(mouth, expression, Frame);
        if (portrait.Mesh.IsMouthOpen)
        {
            LipSeamLine.Draw(mouth, portrait.Complexion, portrait.Mesh.Frame.Unit, Frame);
        }
    }

    private void PaintEyes(in Expression expression)
    {
        var gaze = new Vector2(expression.GazeRight, expression.GazeDown);
        if (expression.Lids.Right != paintedLids.Right || gaze != paintedGaze)
        {
            portrait.RightEye.Paint(expression.Lids.Right, gaze, texture);
        }

        if (expression.Lids.Left != paintedLids.Left || gaze != paintedGaze)
        {
            portrait.LeftEye.Paint(expression.Lids.Left, gaze, texture);
        }

        paintedLids = expression.Lids;
        paintedGaze = gaze;
    }
}
