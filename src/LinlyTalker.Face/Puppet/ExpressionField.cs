using System.Numerics;
using LinlyTalker.Face.Mesh;

namespace LinlyTalker.Face.Puppet;

/// <summary>How an expression moves the 468 vertices. Lengths in units of the face, along and across the eye line.</summary>
internal static class ExpressionField
{
    /// <summary>How far the chin drops at the widest jaw.</summary>
    public const float JawDrop = 0.17f;

    /// <summary>Width of an average mouth, half: what jaw and width displacements were tuned on.</summary>
    private const float UsualHalfMouth = 0.28f;

    public static void Displace(PuppetMesh mesh, in Expression e, Span<Vector2> displacements)
    {
        var w = mesh.Weights;
        var narrowing = (0.085f * e.Narrow) + (0.035f * Math.Clamp(e.Jaw, 0, 1) * mesh.Frame.MouthHalfWidth / UsualHalfMouth);
        for (var i = 0; i < CanonicalFace.VertexCount; i++)
        {
            var left = w.Left[i];
            float up = e.Up.At(left), low = e.Low.At(left), wide = e.Wide.At(left);
            float smile = e.Smile.At(left), frown = e.Frown.At(left);
            float upperRing = w.UpperRing[i], lowerRing = w.LowerRing[i];

            var x = w.Sideways[i] * ((0.042f * wide) - narrowing);
            x += w.Sign[i] * w.Corner[i] * 0.05f * smile;
            x += (w.Jaw[i] * 0.03f * e.JawSideways) + (w.Corner[i] * 0.05f * e.MouthSideways);
            x += w.Sign[i] * w.Cheek[i] * 0.03f * e.Puff;
            x -= w.Sign[i] * w.BrowInner[i] * 0.02f * e.BrowsDown.At(left);

            var y = JawDrop * e.Jaw * w.Jaw[i];
            y -= w.UpperLip[i] * ((0.034f * up) + (0.012f * e.Jaw) - (0.004f * e.Pout));
            y += w.LowerLip[i] * ((0.036f * low) + (0.010f * e.Pout));
            y += ((0.024f * lowerRing) - (0.018f * upperRing)) * e.Pout;
            y += ((0.006f * upperRing) - (0.008f * lowerRing)) * wide;
            y += w.Corner[i] * ((0.035f * frown) - (0.045f * smile));
            y -= w.Cheek[i] * ((0.028f * smile) + (0.018f * e.Cheeks.At(left)));
            y += ((0.006f * w.UpperLip[i]) - (0.006f * w.LowerLip[i]) - (0.012f * w.Chin[i])) * e.Press;
            y -= ((0.018f * w.LowerLipBody[i]) + (0.028f * w.UpperLip[i])) * e.Bite;
            y -= ((0.020f * w.Chin[i]) + (0.012f * w.LowerLipBody[i])) * e.ChinUp;
            y -= (0.05f * w.Brow[i] * e.Brows.At(left)) + (0.045f * w.BrowInner[i] * e.BrowsInner);
            y += 0.03f * w.BrowInner[i] * e.BrowsDown.At(left);

            // Pressing, biting and rolling in thin the lips towards their inner contour.
            var thinning = 0.38f * e.Press;
            thinning += lowerRing > 0 ? 0.30f * e.Bite : upperRing > 0 ? 0.30f * e.RollUpper : 0;
            displacements[i] = new Vector2(x, y + mesh.RestLift[i]) - (w.Thickness[i] * thinning);
        }
    }
}
