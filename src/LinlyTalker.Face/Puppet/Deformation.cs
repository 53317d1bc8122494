using System.Numerics;
using LinlyTalker.Face.Mesh;

namespace LinlyTalker.Face.Puppet;

/// <summary>Where all vertices of a puppet stand in one frame.</summary>
internal sealed class Deformation(PuppetMesh mesh)
{
    private readonly Vector2[] displacements = new Vector2[CanonicalFace.VertexCount];
    private readonly Vector2[] positions = new Vector2[mesh.Rest.Length];

    /// <summary>In pixels of the picture.</summary>
    public ReadOnlySpan<Vector2> Positions => positions;

    public void Apply(in Expression expression, in HeadPose pose)
    {
        ExpressionField.Displace(mesh, expression, displacements);
        for (var i = 0; i < CanonicalFace.VertexCount; i++)
        {
            positions[i] = pose.Apply(mesh.Rest[i] + Pixels(displacements[i]));
        }

        for (var ring = 0; ring < OuterRings.Count; ring++)
        {
            for (var i = 0; i < OuterRings.RingLength; i++)
            {
                var vertex = CanonicalFace.VertexCount + (ring * OuterRings.RingLength) + i;
                var carried = OuterRings.Expression[ring] * displacements[CanonicalFace.Silhouette[i]];
                var point = mesh.Rest[vertex] + Pixels(carried);
                positions[vertex] = Vector2.Lerp(new(point.X, point.Y), pose.Apply(point), mesh.HeadFollow[vertex]);
            }
        }

        mesh.Unfold(positions);
        for (var i = 0; i < MouthHole.Contour.Length; i++)
        {
            positions[PuppetMesh.HoleStart + i] = positions[MouthHole.Contour[i]];
        }
    }

    private Vector3 Pixels(Vector2 units) => new(mesh.Frame.ToPixels(units), 0);
}
