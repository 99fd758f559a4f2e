/** For rolldown: TypeORM names the drivers of all its databases; those that are not PostgreSQL's are empty. */
export const otherDrivers = {
  name: 'other-drivers',
  load: {
    filter: { id: /[\\/]typeorm[\\/]driver[\\/](?!postgres[\\/])[\w-]{1,40}[\\/]\w{1,40}Driver\.js$/ },
    handler: () => ({ code: 'module.exports = {};', map: null }),
  },
};
