// TopoJSON to GeoJSON: what the files of the base map use of it and no more.

/** The geometries of one layer (`topology.objects[name]`) as a GeoJSON FeatureCollection. */
export function features(topology, name) {
  const { scale, translate } = topology.transform;
  const degrees = ([x, y]) => [x * scale[0] + translate[0], y * scale[1] + translate[1]];
  const walked = topology.walked ??= topology.arcs.map((arc) => {
    let x = 0, y = 0;
    return arc.map(([dx, dy]) => degrees([(x += dx), (y += dy)]));
  });
  const arc = (number) => (number < 0 ? [...walked[~number]].reverse() : walked[number]);
  // Where one arc ends the next begins: the shared point is taken once.
  const path = (numbers) => numbers.flatMap((number, at) => (at ? arc(number).slice(1) : arc(number)));
  // Islands and lakes that fell together at this scale are no rings.
  const polygon = (rings) => rings.map(path).filter((ring) => ring.length > 3);
  const coordinates = {
    Point: (geometry) => degrees(geometry.coordinates),
    LineString: (geometry) => path(geometry.arcs),
    MultiLineString: (geometry) => geometry.arcs.map(path),
    Polygon: (geometry) => polygon(geometry.arcs),
    MultiPolygon: (geometry) => geometry.arcs.map(polygon).filter((rings) => rings.length),
  };
  return {
    type: "FeatureCollection",
    features: topology.objects[name].geometries.map((geometry) => ({
      type: "Feature",
      properties: { id: geometry.id ?? null, ...geometry.properties },
      geometry: { type: geometry.type, coordinates: coordinates[geometry.type](geometry) },
    })),
  };
}
